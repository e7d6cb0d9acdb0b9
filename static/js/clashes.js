// What was changed here and in another window too: whoever sees both chooses which one stays.
// Switched on by [data-clashing], the form; answers put a [data-clash] beside the field.

document.addEventListener('click', event => {
  const clash = event.target.closest('[data-keep]')?.closest('[data-clash]');
  const form = document.querySelector('form[data-clashing]');
  if (!clash || !form) return;
  const { clash: name, theirs, was: seen } = clash.dataset;
  const was = new URLSearchParams(form.elements.was.value);
  if (seen) was.set(name, seen);
  else was.delete(name);
  form.elements.was.value = was;
  const field = [...form.elements].find(it => it.name === name && it.type !== 'hidden');
  if (event.target.dataset.keep === 'theirs' && field) field.value = theirs;
  clash.remove();
  document.dispatchEvent(new Event('draft:changed'));
});
