// Adds: a word that is offered after what is typed, at most once.
// Switched on by [data-adds], a button; it names the field, and its value is the word.

function show() {
  for (const button of document.querySelectorAll('[data-adds]')) button.hidden = false;
}

document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-adds]');
  if (!button) return;
  const field = document.getElementById(button.dataset.adds);
  const words = field.value.trim().split(/\s+/).filter(Boolean);
  if (words.at(-1) !== button.value) words.push(button.value);
  field.value = words.join(' ');
  field.focus();
  field.dispatchEvent(new Event('input', { bubbles: true }));
});
document.addEventListener('page:shown', show);
show();
