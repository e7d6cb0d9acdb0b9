// Relation: where the phone that is typed turns out to have its owner, nobody is taken for that owner by themselves.
// Switched on by [data-owned], whoever owns it; its value is the relation that is chosen no longer.

document.addEventListener('htmx:after:swap', () => {
  const owned = document.querySelector('[data-owned]');
  const own = owned && document.querySelector(`[name=relation][value="${owned.dataset.owned}"]`);
  // Chosen by hand, it is meant.
  if (own?.checked && own.defaultChecked) own.checked = own.defaultChecked = false;
});
