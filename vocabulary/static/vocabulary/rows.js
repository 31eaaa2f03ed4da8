// Rows of inputs: one more, one less, another order. Without this script the spare rows do.
for (const list of document.querySelectorAll(".desk-rows")) {
    const isEmpty = (row) => [...row.querySelectorAll("input")].every((input) => !input.value);

    function button(name, sign, act) {
        const made = document.createElement("button");
        made.type = "button";
        made.title = name;
        made.ariaLabel = name;
        made.textContent = sign;
        made.addEventListener("click", act);
        return made;
    }

    function moveUp(row, pressed) {
        row.previousElementSibling?.before(row);
        pressed.focus();
    }

    function remove(row) {
        const neighbour = row.nextElementSibling ?? row.previousElementSibling;
        if (neighbour) row.remove();
        else clear(row);
        (neighbour ?? row).querySelector("input").focus();
    }

    function clear(row) {
        for (const input of row.querySelectorAll("input")) input.value = "";
    }

    function dress(row) {
        row.append(
            button("Move up", "↑", (event) => moveUp(row, event.currentTarget)),
            button("Remove", "×", () => remove(row)),
        );
    }

    function add() {
        const row = list.lastElementChild.cloneNode(true);
        for (const old of row.querySelectorAll("button")) old.remove();
        clear(row);
        dress(row);
        list.append(row);
        row.querySelector("input").focus();
    }

    for (const row of [...list.children].slice(1)) if (isEmpty(row)) row.remove();
    for (const row of list.children) dress(row);
    list.after(button("Add a row", "+", add));
    list.nextElementSibling.classList.add("desk-add-row");
}
