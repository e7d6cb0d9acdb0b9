// Words: what an answer says about a field takes the place of what was said before, unless somebody is in it: then afterwards.
// Switched on by [data-words], a piece of words with an id; answers come with draft:answer.
// Without a line, what is typed about a medicine is said not to be checked: [data-unchecked], of the form, has the words.

/** Pieces that are not shown yet. */
const late = new Map();

function say(piece) {
  const old = document.getElementById(piece.id);
  late.delete(piece.id);
  if (!old || old.isEqualNode(piece)) return;
  if (old.contains(document.activeElement)) return late.set(piece.id, piece);
  const { quantity } = piece.dataset;
  if (quantity !== undefined) old.closest('[data-row]').querySelector('[name^="quantity."]').placeholder = quantity;
  old.replaceWith(piece);
}

/** The medicines in which something was typed since the last answer. */
const typed = new Set();

document.addEventListener('input', ({ target }) => {
  const row = target.closest?.('[data-rows="item"] > [data-row]');
  if (row) typed.add(row);
});
document.addEventListener('draft:state', ({ target: form }) => {
  if (form.dataset.state !== 'unsaved') return;
  for (const row of typed) {
    const line = Object.assign(document.createElement('p'), { className: 'unchecked', textContent: form.dataset.unchecked });
    row.querySelector('.said')?.replaceChildren(line);
  }
});
document.addEventListener('draft:answer', ({ detail: page }) => {
  typed.clear();
  page.querySelectorAll('[data-words]').forEach(say);
});
document.addEventListener('focusout', () => setTimeout(() => late.forEach(say)));
