// Sends a form as soon as a choice changes.
// Switched on by [data-submit-on-change], the field.

document.addEventListener('change', event => {
  if (event.target.matches('[data-submit-on-change]')) event.target.form?.requestSubmit();
});
