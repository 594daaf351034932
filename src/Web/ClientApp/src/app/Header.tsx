import { useLocation } from 'preact-iso';
import { session, user } from '../account/session';
import { chooseLanguage, language, languages, t } from '../i18n';
import { Bell } from '../notifications/Bell';
import { ConnectionState } from '../stream/ConnectionState';
import { ariaCurrent } from './ariaCurrent';
import { Icon, type IconName } from './Icon';
import { Logo } from './Logo';
import { nextTheme, theme } from './theme';

export function Header() {
  const texts = t.value.app;
  return (
    <header class="header">
      <a class="brand" href="/" aria-label={texts.home}>
        <Logo />
        <span class="brand-name">Dots</span>
      </a>
      <Navigation />
      <div class="header-tools">
        <ConnectionState />
        <Bell />
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </header>
  );
}

function Navigation() {
  const { path } = useLocation();
  const texts = t.value.app;
  const account: [string, string, IconName] =
    session.value.status === 'anonymous'
      ? ['/sign-in', texts.signIn, 'person']
      : ['/account', user.value?.username ?? texts.account, 'person'];
  const links: [string, string, IconName][] = [
    ['/', texts.boards, 'boards'],
    ['/boards/new', texts.newBoard, 'plus'],
    ['/activities', texts.activities, 'braces'],
    ['/dashboard', texts.live, 'live'],
    account,
  ];
  return (
    <nav class="nav" aria-label={texts.navigation}>
      {links.map(([href, text, icon]) => (
        <a key={href} class="nav-link" href={href} aria-current={ariaCurrent(href, path)}>
          <Icon name={icon} />
          <span class="nav-text">{text}</span>
        </a>
      ))}
    </nav>
  );
}

function LanguageSwitch() {
  const next = languages[(languages.indexOf(language.value) + 1) % languages.length] ?? 'en';
  return (
    <button
      class="tool tool-text"
      type="button"
      // The name includes the visible text, for voice control (WCAG 2.5.3).
      aria-label={`${language.value.toUpperCase()}. ${t.value.app.language}`}
      title={t.value.app.language}
      onClick={() => chooseLanguage(next)}
    >
      {language.value.toUpperCase()}
    </button>
  );
}

function ThemeSwitch() {
  const icons = { system: 'system', light: 'sun', dark: 'moon' } as const;
  const label = t.value.app.theme[theme.value];
  return (
    <button class="tool" type="button" aria-label={label} title={label} onClick={nextTheme}>
      <Icon name={icons[theme.value]} />
    </button>
  );
}
