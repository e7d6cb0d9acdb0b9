// Ready phrases: a tap makes one a line of the advice; it says so on the button.
// Switched on by [data-tell], whose value is the phrase.

const linesOf = field => field.value.split('\n').map(line => line.trimEnd()).filter(Boolean);

/** Says on every button whether its phrase stands in the advice. */
function mark() {
  const lines = linesOf(document.getElementById('advice'));
  for (const button of document.querySelectorAll('[data-tell]')) {
    button.setAttribute('aria-pressed', lines.includes(button.value));
  }
}

document.addEventListener('click', event => {
  const button = event.target.closest('[data-tell]');
  if (!button) return;
  event.preventDefault();
  const field = document.getElementById('advice');
  const others = linesOf(field).filter(line => line !== button.value);
  const told = button.getAttribute('aria-pressed') === 'true';
  field.value = (told ? others : [...others, button.value]).join('\n');
  document.dispatchEvent(new Event('draft:changed'));
  mark();
});
document.addEventListener('input', event => {
  if (event.target.id === 'advice') mark();
});
mark();
