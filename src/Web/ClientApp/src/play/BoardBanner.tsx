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
    case 'merged':
      return (
        <Banner title={texts.mergedTitle} text={texts.mergedText}>
          <Choice isPrimary text={texts.takeOther} onChoose={() => playSession.takeOther()} />
          <Choice text={texts.keepThis} onChoose={() => playSession.dismiss()} />
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
        <Banner title={texts.deletedTitle} text={texts.deletedText} isError>
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

type BannerProps = { title: string; text: string; isError?: boolean; children: ComponentChildren };

function Banner({ title, text, isError = false, children }: BannerProps) {
  return (
    <div class={`notice play-notice${isError ? ' notice-bad' : ' notice-warn'}`}>
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
