// Opens the browser's printing.
// Switched on by [data-print], a button.

document.addEventListener('click', event => {
  if (event.target.closest('[data-print]')) print();
});
