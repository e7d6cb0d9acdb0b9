// Words: what an answer says about a field takes the place of what was said before, unless somebody is in it: then afterwards.
// Switched on by [data-words], a piece of words with an id; answers come with draft:answer.

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

document.addEventListener('draft:answer', ({ detail: page }) => page.querySelectorAll('[data-words]').forEach(say));
document.addEventListener('focusout', () => setTimeout(() => late.forEach(say)));
