// Noting: what is typed about a patient counts once Enter is pressed or the field is left, as by the button, and the page stays.
// Switched on by [data-noted], a field of the draft; [data-note] is the button.

document.addEventListener('focusout', ({ target, relatedTarget }) => {
  if (!target.matches?.('[data-noted]') || !target.value.trim() || relatedTarget?.closest('button')) return;
  target.form.requestSubmit(document.querySelector('[data-note]'));
});
document.addEventListener('keydown', event => {
  const { target: field } = event;
  if (event.key !== 'Enter' || event.isComposing || !field.matches('[data-noted]')) return;
  event.preventDefault();
  if (!field.value.trim()) return;
  // The answer empties no field that somebody is in.
  document.addEventListener('draft:answer', () => field.focus(), { once: true });
  field.blur();
});
