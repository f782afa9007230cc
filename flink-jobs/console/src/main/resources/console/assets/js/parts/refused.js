import { isNamed, t } from '../i18n.js';

/** Why the server did not do it, in the page's language. What it says itself is English, for those who read its answers. */
export const whyNot = ({ status, code }) => (status === 0 ? t('state.offline') : t(isNamed('refused', code) ? `refused.${code}` : 'refused.failed'));
