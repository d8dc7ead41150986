// Everything works without this file. With it: the box says what it recognises while one types, a mail can be dropped on
// it, the answer comes without a reload and shows which DNS questions are asked meanwhile, records can be copied.
'use strict';
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // What is recognised, roughly: the server decides. Only the first 20,000 characters are looked at.
  const kinds = [
    ['a bounce message', /^(content-type:\s*multipart\/report|final-recipient:|reporting-mta:|diagnostic-code:)/im],
    ['a bounce message', /(undeliver|delivery (status|has failed|incomplete)|couldn.t be delivered|mailer-daemon|returned mail)/i],
    ['an SPF record', /^\s*"?v=spf1(\s|$)/i],
    ['a mail server log line', /(postfix\/|exim\[|sendmail\[|status=(bounced|deferred)|dsn=\d\.\d)/i],
    ['a whole mail or its headers', /^(received|return-path|dkim-signature|authentication-results|arc-seal|delivered-to):/im],
    ['a refusal line', /(^|\s)[245]\d\d[ -][\s\S]*|(^|\s)[45]\.\d{1,3}\.\d{1,3}(\s|$)/],
    ['a list of domains', /^\s*(([\p{L}\p{N}_-]+\.)+[\p{L}\p{N}-]{2,}\.?[\s,;]+){1,}([\p{L}\p{N}_-]+\.)+[\p{L}\p{N}-]{2,}\.?\s*$/u],
    ['a domain', /^\s*([\p{L}\p{N}_-]+\.)+[\p{L}\p{N}-]{2,}\.?\s*$/u],
  ];
  const recognise = (text) => {
    const head = text.slice(0, 20000);
    if (!head.trim()) return null;
    const kind = kinds.find(([, pattern]) => pattern.test(head));
    return kind ? kind[0] : 'text';
  };
  const namesIn = (text) => {
    const head = text.slice(0, 20000);
    const found = new Set();
    for (const m of head.matchAll(/@([a-z0-9_-]+(?:\.[a-z0-9_-]+)+)/gi)) found.add(m[1].toLowerCase());
    for (const m of head.matchAll(/\b(\d{1,3}(?:\.\d{1,3}){3})\b/g)) found.add(m[1]);
    const alone = head.trim().toLowerCase();
    if (recognise(text) === 'a list of domains') for (const word of alone.split(/[\s,;]+/)) found.add(word);
    if (/^\S+\.\S+$/.test(alone) && !alone.includes('@') && alone.length < 254) found.add(alone);
    return [...found];
  };

  const setUpBox = (form) => {
    const box = one('textarea', form);
    const reads = one('.reads', form);
    if (!box) return;
    const tell = () => {
      if (!reads) return;
      reads.classList.remove('wrong');
      reads.removeAttribute('role');
      const kind = recognise(box.value);
      reads.textContent = '';
      if (!kind) return;
      const strong = document.createElement('strong');
      strong.textContent = kind;
      reads.append('Reads as ', strong, '.');
      const names = namesIn(box.value);
      if (names.length) {
        reads.append(' DNS will be asked about ' + names.slice(0, 4).join(', ')
          + (names.length > 4 ? ' and ' + (names.length - 4) + ' more' : '') + '.');
      }
    };
    let timer = 0;
    box.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(tell, 120); });
    tell();
    box.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(one('button.go', form)); }
    });
    for (const type of ['dragover', 'dragenter']) {
      box.addEventListener(type, (event) => { event.preventDefault(); box.classList.add('dropping'); });
    }
    for (const type of ['dragleave', 'drop']) box.addEventListener(type, () => box.classList.remove('dropping'));
    const input = one('input[type=file]', form);
    const size = (bytes) => bytes < 1024 * 1024 ? Math.ceil(bytes / 1024) + ' KiB' : (bytes / 1024 / 1024).toFixed(1) + ' MiB';
    const take = async (file) => {
      if (!file) return;
      if (file.size > 10 * 1024 * 1024) {
        say(form, 'That file is larger than 10 MiB. The bounce text or the headers alone are enough.');
        if (input) input.value = '';
        return;
      }
      const head = new Uint8Array(await file.slice(0, 4096).arrayBuffer());
      if (file.size > 512 * 1024 || head.includes(0) || /\.(msg|zip|gz|tgz)$/i.test(file.name)) {
        // Too long to be read in a box, or no text at all (.msg, .zip): it goes as it is.
        box.value = '';
        reads.classList.remove('wrong');
        reads.textContent = file.name + ', ' + size(file.size) + ', is ready.';
        one('button.go', form).focus();
        return;
      }
      box.value = new TextDecoder('utf-8').decode(await file.arrayBuffer());
      if (input) input.value = '';
      tell();
      one('button.go', form).focus();
    };
    box.addEventListener('drop', (event) => {
      const files = event.dataTransfer && event.dataTransfer.files;
      if (!files || !files.length) return;
      event.preventDefault();
      if (input) input.files = files;
      take(files[0]);
    });
    if (input) input.addEventListener('change', () => take(input.files[0]));
  };

  // A sentence beside the box, for what went wrong; what was typed stays.
  const say = (form, words) => {
    const reads = one('.reads', form) || one('.progress', form);
    if (!reads) return false;
    reads.classList.add('wrong', 'on');
    reads.setAttribute('role', 'alert');
    reads.textContent = words;
    return true;
  };

  // The answer as a stream of events: one for each DNS question, then the page.
  const stream = async (form, submitter) => {
    const get = form.method === 'get';
    const progress = one('.progress', form) || one('.progress');
    const last = progress && one('.last', progress);
    const count = progress && one('.count', progress);
    if (progress) { progress.classList.add('on'); }
    let path = form.getAttribute('action');
    const options = { headers: { Accept: 'text/event-stream' } };
    if (get) {
      const beside = new URLSearchParams();
      for (const [name, value] of new FormData(form)) if (name !== 'domain' && value.trim()) beside.append(name, value.trim());
      path += '/' + encodeURIComponent(one('input[name=domain]', form).value.trim()) + (beside.size ? '?' + beside : '');
    } else {
      options.method = 'POST';
      options.body = new FormData(form);
    }
    const response = await fetch(path, options);
    if (!response.ok || !response.body) {
      const problem = (response.headers.get('content-type') || '').includes('problem+json') ? await response.json() : null;
      return { problem: problem && problem.detail };
    }
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '', asked = 0, page = null, go = null;
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      rest += value;
      let end;
      while ((end = rest.indexOf('\n\n')) >= 0) {
        const block = rest.slice(0, end);
        rest = rest.slice(end + 2);
        const name = (/^event: (.*)$/m.exec(block) || [])[1];
        const data = block.split('\n').filter((l) => l.startsWith('data: ')).map((l) => l.slice(6)).join('\n');
        if (name === 'question') {
          asked += 1;
          if (last) { last.textContent = data; count.textContent = String(asked); }
        } else if (name === 'page') page = data;
        else if (name === 'go') go = data;
      }
    }
    return { page, go, path };
  };

  // Answers belong to no address, so Back and Forward show what was there from memory: the box with what was pasted.
  // The last few also survive a reload and a link that was followed: in this tab's own storage, which ends with the tab.
  const shown = new Map();
  const kept = 'whybounce-answers';
  const stored = () => { try { return JSON.parse(sessionStorage.getItem(kept) || '[]'); } catch (e) { return []; } };
  const store = (key, title, html) => {
    const answers = [...stored().filter((each) => each.key !== key), { key, title, html }].slice(-4);
    while (answers.length) {
      try { sessionStorage.setItem(kept, JSON.stringify(answers)); return; } catch (e) { answers.shift(); }
    }
  };
  let here = (history.state && history.state.shown) || 0;
  let last = Math.max(0, here, ...stored().map((each) => each.key));
  const remember = () => { shown.set(here, { main: one('main'), title: document.title }); };

  const show = (html, path) => {
    const next = new DOMParser().parseFromString(html, 'text/html');
    remember();
    document.title = next.title;
    one('main').replaceWith(document.adoptNode(next.querySelector('main')));
    here = last += 1;
    history.pushState({ shown: here }, '', path);
    store(here, next.title, one('main').outerHTML);
    setUp(one('main'));
    at = address();
    window.scrollTo(0, 0);
    const heading = one('main h1');
    if (heading) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
  };

  const setUpStream = (form) => {
    form.addEventListener('submit', async (event) => {
      const button = event.submitter;
      if (button && button.hasAttribute('formaction')) return;
      event.preventDefault();
      const box = one('textarea', form);
      const file = one('input[type=file]', form);
      if (box && !box.hidden && !box.value.trim() && !(file && file.files.length)) {
        say(form, 'Paste the bounce first.');
        box.focus();
        return;
      }
      const buttons = all('button', form);
      buttons.forEach((b) => { b.disabled = true; });
      const progress = one('.progress', form);
      try {
        const answer = await stream(form, button);
        if (answer.go) location.href = answer.go;
        else if (answer.page) show(answer.page, answer.path);
        else if (!(answer.problem && say(form, answer.problem))) form.submit();
      } catch (e) {
        if (!say(form, 'The server could not be reached. What you pasted is still here.')) form.submit();
      } finally {
        buttons.forEach((b) => { b.disabled = false; });
        if (progress && !progress.classList.contains('wrong')) progress.classList.remove('on');
      }
    });
  };

  const setUpCopy = (root) => {
    for (const button of all('button.copy', root)) {
      const label = [...button.childNodes];
      let back = 0;
      const say = (word) => {
        clearTimeout(back);
        button.replaceChildren(word);
        back = setTimeout(() => { button.replaceChildren(...label); }, 4000);
      };
      button.hidden = false;
      button.addEventListener('click', async () => {
        const source = document.getElementById(button.dataset.copy);
        const text = source ? source.textContent : '';
        let done = false;
        try { await navigator.clipboard.writeText(text); done = true; } catch (e) {
          const range = document.createRange();
          range.selectNodeContents(source);
          const selection = getSelection();
          selection.removeAllRanges();
          selection.addRange(range);
          done = document.execCommand('copy');
        }
        say(done ? 'Copied' : 'Press Ctrl+C');
      });
    }
  };

  // The parts of an answer as tabs; without this they stand one below the other, with links to each.
  const setUpTabs = (root) => {
    for (const tabs of all('.tabs', root)) {
      const links = all('.tablist a', tabs);
      const panels = links.map((link) => one(link.getAttribute('href'), tabs));
      if (links.length < 2 || panels.includes(null)) continue;
      tabs.classList.add('on');
      one('.tablist ul', tabs).setAttribute('role', 'tablist');
      const choose = (chosen, focus) => {
        links.forEach((link, i) => {
          link.setAttribute('aria-selected', String(i === chosen));
          link.tabIndex = i === chosen ? 0 : -1;
          panels[i].hidden = i !== chosen;
        });
        if (focus) links[chosen].focus();
      };
      links.forEach((link, i) => {
        link.parentNode.setAttribute('role', 'presentation');
        link.setAttribute('role', 'tab');
        link.id = 'tab-' + panels[i].id;
        link.setAttribute('aria-controls', panels[i].id);
        panels[i].setAttribute('role', 'tabpanel');
        panels[i].setAttribute('aria-labelledby', link.id);
        panels[i].tabIndex = 0;
        link.addEventListener('click', (event) => { event.preventDefault(); choose(i, true); });
        link.addEventListener('keydown', (event) => {
          const to = { ArrowRight: (i + 1) % links.length, ArrowLeft: (i + links.length - 1) % links.length, Home: 0, End: links.length - 1 }[event.key];
          if (to !== undefined) { event.preventDefault(); choose(to, true); }
        });
      });
      // A link to a place in a tab that is folded away opens that tab first.
      const reveal = () => {
        const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
        const holds = target ? panels.findIndex((panel) => panel.contains(target)) : -1;
        if (holds >= 0) { choose(holds, false); if (target !== panels[holds]) target.scrollIntoView(); }
        return holds >= 0;
      };
      if (!reveal()) choose(0, false);
      window.addEventListener('hashchange', reveal);
    }
  };

  const setUpExpand = (root) => {
    for (const button of all('button.expand', root)) {
      button.hidden = false;
      button.addEventListener('click', () => {
        const folds = all('.tree details', button.parentNode.parentNode);
        const open = folds.some((fold) => !fold.open);
        folds.forEach((fold) => { fold.open = open; });
        button.textContent = open ? 'Close all of it' : 'Open all of it';
      });
    }
  };

  // The table of many domains is taken anew while it grows; what has the keyboard keeps it.
  const setUpBulk = (root) => {
    const bulk = one('#bulk[data-running=yes]', root);
    if (!bulk) return;
    setTimeout(async () => {
      if (!bulk.isConnected) return;
      try {
        const response = await fetch(location.href, { headers: { Accept: 'text/html' } });
        if (!response.ok) return;
        const page = new DOMParser().parseFromString(await response.text(), 'text/html');
        const next = one('#bulk', page);
        const focused = bulk.contains(document.activeElement) && document.activeElement.getAttribute('href');
        if (!next) return;
        document.title = page.title;
        bulk.replaceWith(document.adoptNode(next));
        const same = focused && all('#bulk a').find((link) => link.getAttribute('href') === focused);
        if (same) same.focus({ preventScroll: true });
      } catch (e) { /* The next time. */ }
      setUpBulk(document);
    }, 1200);
  };

  const setUp = (root) => {
    setUpBulk(root);
    setUpTabs(root);
    setUpExpand(root);
    all('form.box', root).forEach((form) => { setUpBox(form); });
    all('form.live', root).forEach(setUpStream);
    setUpCopy(root);
  };
  // At the address of an answer that this tab has made before: it is put back, and the page that said there is none goes.
  const again = location.pathname === '/explain' || location.pathname === '/headers' ? stored().find((each) => each.key === here) : null;
  if (again) {
    const page = new DOMParser().parseFromString('<!DOCTYPE html><body>' + again.html, 'text/html');
    one('main').replaceWith(document.adoptNode(page.querySelector('main')));
    document.title = again.title;
  }
  history.replaceState({ shown: here }, '');
  const address = () => location.pathname + location.search;
  let at = address();
  window.addEventListener('popstate', (event) => {
    // A link to another place on this page made an entry of its own: it shows what is shown.
    if (!event.state && address() === at) history.replaceState({ shown: here }, '');
    const key = history.state && history.state.shown;
    const was = shown.get(key);
    if (was && key !== here) {
      remember();
      one('main').replaceWith(was.main);
      document.title = was.title;
      here = key;
    } else if (key !== here && address() !== at) {
      // Another page, and not only another place on this one.
      location.reload();
    }
    at = address();
  });
  setUp(document);
})();
