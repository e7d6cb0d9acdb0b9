// Printing: a button opens the browser's; a page that was asked for to be printed opens it by itself, and then goes back.
// Switched on by [data-print], a button; [data-print-now], the page.

document.addEventListener('click', event => {
  if (event.target.closest('[data-print]')) print();
});
addEventListener('load', () => {
  if (!document.querySelector('[data-print-now]')) return;
  print();
  location.replace(document.querySelector('.print-bar .back').href);
});
