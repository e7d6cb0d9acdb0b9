// Hours chosen on a grid of half hours, by keyboard, mouse or finger: it fills in the form around it and sends nothing.
// Switched on by [data-week]
const form = document.querySelector("[data-week]");
const frame = form?.querySelector("[data-week-grid]");

if (frame) {
  const cells = [...frame.querySelectorAll("[role=gridcell]")];
  const width = 7;
  const place = (cell) => ({ day: cells.indexOf(cell) % width, half: Math.floor(cells.indexOf(cell) / width) });
  let anchor = null;
  let dragging = false;

  /** The time at which a half hour ends. */
  const end = (cell) => {
    const [hour, minute] = cell.dataset.at.split(":").map(Number);
    const later = hour * 60 + minute + 30;
    return `${String(Math.floor(later / 60)).padStart(2, "0")}:${String(later % 60).padStart(2, "0")}`;
  };

  /** Chooses the rectangle between two cells, and writes it into the form. */
  const choose = (from, to) => {
    const [one, other] = [place(from), place(to)];
    const days = [Math.min(one.day, other.day), Math.max(one.day, other.day)];
    const halves = [Math.min(one.half, other.half), Math.max(one.half, other.half)];
    for (const cell of cells) {
      const { day, half } = place(cell);
      const within = day >= days[0] && day <= days[1] && half >= halves[0] && half <= halves[1];
      cell.setAttribute("aria-selected", String(within));
    }
    const weekly = form.querySelector("[name=repeat][value=weekly]");
    if (weekly) weekly.checked = true;
    for (const box of form.querySelectorAll("[name=weekdays]")) {
      box.checked = Number(box.value) - 1 >= days[0] && Number(box.value) - 1 <= days[1];
    }
    form.elements.starts.value = cells[halves[0] * width].dataset.at;
    form.elements.ends.value = end(cells[halves[1] * width]);
    form.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const reach = (cell) => {
    for (const it of cells) it.tabIndex = it === cell ? 0 : -1;
    cell.focus();
  };

  frame.addEventListener("pointerdown", (event) => {
    const cell = event.target.closest("[role=gridcell]");
    if (!cell) return;
    event.preventDefault();
    anchor = cell;
    dragging = true;
    reach(cell);
    choose(cell, cell);
  });

  addEventListener("pointermove", (event) => {
    if (!dragging) return;
    const cell = document.elementFromPoint(event.clientX, event.clientY)?.closest("[role=gridcell]");
    if (cell && frame.contains(cell)) choose(anchor, cell);
  });

  for (const over of ["pointerup", "pointercancel"]) {
    addEventListener(over, () => {
      dragging = false;
    });
  }

  const steps = { ArrowUp: -width, ArrowDown: width, ArrowLeft: -1, ArrowRight: 1 };

  frame.addEventListener("keydown", (event) => {
    const cell = event.target.closest("[role=gridcell]");
    if (!cell) return;
    if (event.key === "Enter") {
      // Enter goes on to the form, which is filled in.
      event.preventDefault();
      form.elements.minutes.focus();
      return;
    }
    if (event.key === " ") {
      event.preventDefault();
      anchor = cell;
      choose(cell, cell);
      return;
    }
    const step = steps[event.key];
    if (!step) return;
    const { day } = place(cell);
    const sideways = Math.abs(step) === 1;
    if (sideways && (day + step < 0 || day + step >= width)) return;
    const next = cells[cells.indexOf(cell) + step];
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    reach(next);
    if (event.shiftKey) {
      anchor ??= cell;
      choose(anchor, next);
    }
  });

  cells[6 * width].tabIndex = 0;
  frame.hidden = false;
}
