// The server says that the list has changed; the page fetches it anew, as the person who looks.
(() => {
  const page = document.querySelector('[data-live]');
  const state = document.querySelector('[data-live-state]');
  if (!page || !state || !window.EventSource) {
    return;
  }
  const live = new EventSource(page.dataset.live);
  live.addEventListener('open', () => { state.textContent = state.dataset.on; });
  live.addEventListener('error', () => { state.textContent = state.dataset.off; });
  live.addEventListener('changed', () => { window.htmx.trigger(document.body, 'queue-changed'); });
  document.body.addEventListener('htmx:afterSwap', () => { state.textContent = state.dataset.updated; });
  window.addEventListener('pagehide', () => live.close());
})();
