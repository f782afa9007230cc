// Preact comes as two plain scripts (see index.html); here it becomes what the modules import.
const { h, render, Fragment } = self.preact;
const { useState, useEffect, useLayoutEffect, useRef, useMemo, useCallback } = self.preactHooks;

/** `el.div(props, ...children)` makes a div. Text is text: nothing here parses HTML. */
export const el = new Proxy({}, { get: (_, name) => (props, ...children) => h(name, props, ...children) });

export { h, render, Fragment, useState, useEffect, useLayoutEffect, useRef, useMemo, useCallback };

/** Class names that hold: `cls('row', chosen && 'chosen')`. */
export const cls = (...names) => names.filter(Boolean).join(' ');
