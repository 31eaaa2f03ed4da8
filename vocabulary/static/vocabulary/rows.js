// Rows of inputs: one more, one less, another order. Without this script the spare rows do.
for (const box of document.querySelectorAll(".desk-rows")) {
    const list = box.querySelector("ol");
    const inputs = (row) => [...row.querySelectorAll("input")];

    function button(name, sign, act) {
        const made = document.createElement("button");
        made.type = "button";
        made.title = name;
        made.ariaLabel = name;
        made.textContent = sign;
        made.addEventListener("click", act);
        return made;
    }

    function moveUp(row) {
        row.previousElementSibling?.before(row);
        inputs(row)[0].focus();
    }

    function remove(row) {
        const neighbour = row.nextElementSibling ?? row.previousElementSibling;
        if (neighbour) row.remove();
        else clear(row);
        inputs(neighbour ?? row)[0].focus();
    }

    function clear(row) {
        for (const input of inputs(row)) input.value = "";
    }

    function dress(row) {
        row.append(
            button("Move up", "↑", () => moveUp(row)),
            button("Remove", "×", () => remove(row)),
        );
    }

    function add() {
        const row = list.lastElementChild.cloneNode(true);
        for (const old of row.querySelectorAll("button")) old.remove();
        for (const input of inputs(row)) input.removeAttribute("id");
        clear(row);
        dress(row);
        list.append(row);
        inputs(row)[0].focus();
    }

    for (const row of [...list.children].slice(1)) {
        if (inputs(row).every((input) => !input.value)) row.remove();
    }
    for (const row of list.children) dress(row);
    box.append(button("Add a row", "+ Add", add));
}
