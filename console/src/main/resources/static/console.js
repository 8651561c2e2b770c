// "/" leads to the search box from anywhere but a field.
document.addEventListener('keydown', (event) => {
  const field = event.target.closest('input, textarea, select, [contenteditable]');
  const search = document.querySelector('[data-search]');
  if (event.key === '/' && !field && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    if (search) {
      search.focus();
      search.select();
    } else {
      window.location.assign('/');
    }
  }
});
