// Files can be dropped on the form, and how much of them has been sent is shown. Without this script
// the form works as every form does.
(() => {
  'use strict';

  const send = (section, form) => {
    const progress = form.querySelector('progress');
    const button = form.querySelector('button');
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) {
        progress.value = (100 * event.loaded) / event.total;
      }
    });
    request.addEventListener('load', () => {
      const page = new DOMParser().parseFromString(request.responseText, 'text/html');
      const fresh = page.getElementById(section.id);
      if (fresh) {
        section.replaceWith(document.adoptNode(fresh));
        enhance(document.getElementById(section.id));
        document.getElementById(section.id).querySelector('input[type=file]')?.focus();
      } else {
        window.location.reload();
      }
    });
    request.addEventListener('error', () => {
      button.disabled = false;
      progress.hidden = true;
      form.submit();
    });
    progress.hidden = false;
    button.disabled = true;
    request.send(new FormData(form));
  };

  const enhance = (section) => {
    const form = section?.querySelector('form[data-drop]');
    if (!form) {
      return;
    }
    const input = form.querySelector('input[type=file]');
    form.querySelector('.drop-hint').hidden = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      send(section, form);
    });
    ['dragover', 'dragenter'].forEach((name) =>
      form.addEventListener(name, (event) => {
        event.preventDefault();
        form.classList.add('over');
      }));
    form.addEventListener('dragleave', () => form.classList.remove('over'));
    form.addEventListener('drop', (event) => {
      event.preventDefault();
      form.classList.remove('over');
      if (event.dataTransfer.files.length > 0) {
        input.files = event.dataTransfer.files;
        form.requestSubmit();
      }
    });
  };

  enhance(document.getElementById('files'));
})();
