// Opens the browser's printing.
// Switched on by [data-print], a button; or [data-print-now], what is said once of something that was made to be printed.

document.addEventListener('click', event => {
  if (event.target.closest('[data-print]')) print();
});
if (document.querySelector('[data-print-now]')) {
  if (document.readyState === 'complete') print();
  else addEventListener('load', () => print());
}
