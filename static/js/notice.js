// Notices: the number by which the page found its notice leaves the address, so that what is copied or marked is the page.
// Switched on by [data-said], a message.

const address = new URL(location.href);
if (address.searchParams.has('said')) {
  address.searchParams.delete('said');
  history.replaceState(history.state, '', address);
}
