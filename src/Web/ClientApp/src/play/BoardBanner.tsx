import type { ComponentChildren } from 'preact';
import { downloadBoard } from '../boards/downloadBoard';
import { t } from '../i18n';
import type { BannerKind, PlaySession } from './PlaySession';

/** Tells the player how the board has changed, and offers what to do. The drawing stays untouched until they choose. */
export function BoardBanner({ playSession }: { playSession: PlaySession }) {
  return (
    <div class="play-notices" role="status">
      {bannerOf(playSession, playSession.banner.value)}
    </div>
  );
}

function bannerOf(playSession: PlaySession, kind: BannerKind | null) {
  const texts = t.value.play;
  const old = playSession.old.value;
  const isViewingOld = playSession.isViewingOld.value;
  const dismiss = <Choice text={texts.dismiss} onChoose={() => playSession.dismiss()} />;

  switch (kind) {
    case 'changed':
      if (!old) {
        return (
          <Banner title={texts.changedTitle} text={texts.changedPlain}>
            {dismiss}
          </Banner>
        );
      }
      return (
        <Banner
          title={texts.changedTitle}
          text={`${texts.changedOld} ${texts.fits(old.carried.whole, old.lines.length)}`}
        >
          <Choice isPrimary text={texts.carryOver} onChoose={() => playSession.carryOver()} />
          <Choice text={texts.keepLooking} onChoose={() => playSession.dismiss()} />
        </Banner>
      );
    case 'carried':
      return (
        <Banner title={texts.carriedTitle} text={old ? texts.fits(old.carried.whole, old.lines.length) : ''}>
          {isViewingOld && <Choice text={texts.toNewBoard} onChoose={() => playSession.viewOld(false)} />}
          {dismiss}
        </Banner>
      );
    case 'chosen':
      return (
        <Banner title={texts.chosenTitle} text={texts.chosenText} tone="plain">
          {dismiss}
        </Banner>
      );
    case 'rule':
      return (
        <Banner title={texts.ruleTitle} text={texts.rules[playSession.board.value.rule]}>
          {dismiss}
        </Banner>
      );
    case 'deleted':
      return (
        <Banner title={texts.deletedTitle} text={texts.deletedText} tone="bad">
          <Choice isPrimary text={texts.saveFile} onChoose={() => downloadBoard(playSession.board.value)} />
        </Banner>
      );
    case null:
      return isViewingOld && old ? (
        <Banner title={texts.oldView} text={texts.fits(old.carried.whole, old.lines.length)}>
          <Choice isPrimary text={texts.carryOver} onChoose={() => playSession.carryOver()} />
          <Choice text={texts.toNewBoard} onChoose={() => playSession.viewOld(false)} />
        </Banner>
      ) : null;
  }
}

type BannerProps = {
  title: string;
  text: string;
  tone?: 'warn' | 'bad' | 'plain';
  children: ComponentChildren;
};

function Banner({ title, text, tone = 'warn', children }: BannerProps) {
  return (
    <div class={`notice play-notice${tone === 'plain' ? '' : ` notice-${tone}`}`}>
      <div>
        <p class="play-notice-title">{title}</p>
        {text && <p>{text}</p>}
      </div>
      <div class="play-notice-choices">{children}</div>
    </div>
  );
}

function Choice({
  text,
  isPrimary = false,
  onChoose,
}: {
  text: string;
  isPrimary?: boolean;
  onChoose(): void;
}) {
  return (
    <button class={`button${isPrimary ? '' : ' button-quiet'}`} type="button" onClick={onChoose}>
      {text}
    </button>
  );
}
