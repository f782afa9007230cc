import { el, h, useState } from '../h.js';
import { loadSession, post } from '../api.js';
import { t } from '../i18n.js';
import { Field } from '../parts/dialog.js';
import { whyNot } from '../parts/refused.js';

const REASONS = ['away', 'denied', 'stale', 'invalid', 'no_role', 'busy'];

/** Why somebody is back from the provider without being signed in; it is said once. */
function whyBack() {
  const reason = new URLSearchParams(location.search).get('login');
  if (reason !== null) history.replaceState(null, '', location.pathname + location.hash);
  return REASONS.includes(reason) ? t(`login.why.${reason}`) : null;
}

/** Where one signs in: with the configured token, or at the organisation's provider. */
export function Login({ auth }) {
  const [wrong, setWrong] = useState(whyBack);
  const signIn = async (event) => {
    event.preventDefault();
    setWrong(null);
    try {
      await post('login', { token: new FormData(event.target).get('token') });
      await loadSession();
    } catch (refused) {
      setWrong(refused.status === 401 ? t('login.wrong') : whyNot(refused));
    }
  };
  return el.main(
    { class: 'login' },
    el.div(
      { class: 'card' },
      el.img({ src: 'assets/icon.svg', alt: '', width: 44, height: 44 }),
      el.h1(null, t('login.title')),
      auth === 'oidc'
        ? el.div({ class: 'stack' }, wrong === null ? null : el.p({ class: 'form-error', role: 'alert' }, wrong), el.a({ class: 'button primary', href: 'api/oidc/login' }, t('login.oidc')))
        : el.form(
            { onSubmit: signIn, class: 'stack' },
            h(Field, { label: t('login.token') }, el.input({ type: 'password', name: 'token', required: true, autocomplete: 'current-password', 'aria-describedby': 'login-hint', autofocus: true })),
            el.p({ id: 'login-hint', class: 'hint' }, t('login.hint')),
            wrong === null ? null : el.p({ class: 'form-error', role: 'alert' }, wrong),
            el.button({ type: 'submit', class: 'primary' }, t('login.sign_in')),
          ),
    ),
  );
}
