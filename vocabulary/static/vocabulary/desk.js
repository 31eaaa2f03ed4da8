// Search while typing: the list is fetched and put in place, a moment after the last key.
const box = document.getElementById("searchbar");
const form = document.getElementById("changelist-search");
let timer;
let latest = 0;

async function search() {
    const asked = ++latest;
    const url = new URL(form.action || location.href);
    url.search = new URLSearchParams(new FormData(form));
    const answer = await fetch(url, { headers: { Accept: "text/html" } });
    if (!answer.ok || asked !== latest) return; // a newer search is under way
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of ["#changelist-form", "#changelist-filter"]) {
        const old = document.querySelector(part);
        const fresh = page.querySelector(part);
        if (old && fresh) old.replaceWith(fresh);
    }
    const boxes = document.querySelectorAll("tr input.action-select");
    if (boxes.length) window.Actions(boxes);
    history.replaceState(null, "", url);
}

if (box && form) {
    box.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(search, 300);
    });
}
