// Capitals: a name that is typed all in small letters is proposed as names are written; one tap takes it.
// Switched on by [data-capitals], a button; it names the field.

const written = name => name.replace(/(^|[\s.'-])(\p{Ll})/gu, (_, before, letter) => before + letter.toUpperCase());

function show() {
  for (const button of document.querySelectorAll('[data-capitals]')) {
    const { value } = document.getElementById(button.dataset.capitals);
    button.textContent = written(value);
    button.hidden = value !== value.toLowerCase() || written(value) === value;
  }
}

document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-capitals]');
  if (!button) return;
  const field = document.getElementById(button.dataset.capitals);
  field.value = button.textContent;
  field.focus();
  field.dispatchEvent(new Event('input', { bubbles: true }));
});
document.addEventListener('input', show);
document.addEventListener('page:shown', show);
show();
