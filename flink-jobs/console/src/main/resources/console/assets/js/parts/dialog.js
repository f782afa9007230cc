import { el, h, useEffect, useRef, useState } from '../h.js';
import { t } from '../i18n.js';
import { whyNot } from './refused.js';

/** A modal window. The browser keeps the focus in it, and Esc closes it. */
export function Dialog({ title, onClose, wide, children }) {
  const own = useRef(null);
  useEffect(() => {
    const dialog = own.current;
    const before = document.activeElement;
    dialog.showModal();
    return () => {
      dialog.close();
      if (before?.isConnected) before.focus();
    };
  }, []);
  return el.dialog(
    {
      ref: own,
      class: wide ? 'wide' : undefined,
      'aria-labelledby': 'dialog-title',
      onCancel: (event) => {
        event.preventDefault();
        onClose();
      },
      onClick: (event) => event.target === own.current && onClose(),
    },
    el.div(
      { class: 'dialog-body' },
      el.header(
        null,
        el.h2({ id: 'dialog-title' }, title),
        el.button({ type: 'button', class: 'quiet icon', onClick: onClose, 'aria-label': t('dialog.close') }, '×'),
      ),
      children,
    ),
  );
}

/** A form in a dialog: what the server says against it is shown, and it stays open. */
export function Ask({ title, submit, danger, onClose, onSubmit, children }) {
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const send = async (event) => {
    event.preventDefault();
    setBusy(true);
    try {
      await onSubmit(new FormData(event.target, event.submitter));
      onClose();
    } catch (refused) {
      setError(whyNot(refused));
      setBusy(false);
    }
  };
  return h(
    Dialog,
    { title, onClose },
    el.form(
      { onSubmit: send, class: 'stack' },
      children,
      error === null ? null : el.p({ class: 'form-error', role: 'alert' }, error),
      submit === null
        ? null
        : el.footer(
            null,
            el.button({ type: 'button', class: 'quiet', onClick: onClose }, t('dialog.cancel')),
            el.button({ type: 'submit', class: danger ? 'danger' : 'primary', disabled: busy }, submit),
          ),
    ),
  );
}

export const Field = ({ label, children }) => el.label({ class: 'field' }, el.span(null, label), children);
