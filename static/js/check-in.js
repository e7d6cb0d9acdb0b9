// The card of a check-in: Escape leaves it; Control with Enter opens the record, and gives no token.
// Switched on by [data-leave], the card, whose value is where Escape leads; [data-record] in it is the link to the record.

document.addEventListener('keydown', event => {
  const card = event.target.closest('[data-leave]');
  if (!card || event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return;
  if (event.key === 'Escape') location.assign(card.dataset.leave);
  else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) card.querySelector('[data-record]').click();
  else return;
  event.preventDefault();
});
