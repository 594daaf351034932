import type { ComponentChildren } from 'preact';
import { saveFile } from '../boards/saveFile';
import { t } from '../i18n';
import type { Notice, Sitting } from './sitting';

/** What the player is told about the board, and can do about it. Nothing is done to the drawing before they choose. */
export function Notices({ sitting }: { sitting: Sitting }) {
  return (
    <div class="play-notices" role="status">
      {noticeOf(sitting, sitting.notice.value)}
    </div>
  );
}

function noticeOf(sitting: Sitting, notice: Notice | null) {
  const texts = t.value.play;
  const old = sitting.old.value;
  const isBack = sitting.isLookingBack.value;
  const dismiss = <Choice text={texts.dismiss} onChoose={() => sitting.dismiss()} />;

  switch (notice) {
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
          <Choice isMain text={texts.carryOver} onChoose={() => sitting.carryOver()} />
          <Choice text={texts.keepLooking} onChoose={() => sitting.dismiss()} />
        </Banner>
      );
    case 'carried':
      return (
        <Banner title={texts.carriedTitle} text={old ? texts.fits(old.carried.whole, old.lines.length) : ''}>
          {isBack && <Choice text={texts.toNewBoard} onChoose={() => sitting.lookBack(false)} />}
          {dismiss}
        </Banner>
      );
    case 'merged':
      return (
        <Banner title={texts.mergedTitle} text={texts.mergedText}>
          <Choice isMain text={texts.takeOther} onChoose={() => sitting.takeOther()} />
          <Choice text={texts.keepThis} onChoose={() => sitting.dismiss()} />
        </Banner>
      );
    case 'rule':
      return (
        <Banner title={texts.ruleTitle} text={texts.rules[sitting.board.value.rule]}>
          {dismiss}
        </Banner>
      );
    case 'deleted':
      return (
        <Banner title={texts.deletedTitle} text={texts.deletedText} isBad>
          <Choice isMain text={texts.saveFile} onChoose={() => saveFile(sitting.board.value)} />
        </Banner>
      );
    case null:
      return isBack && old ? (
        <Banner title={texts.oldView} text={texts.fits(old.carried.whole, old.lines.length)}>
          <Choice isMain text={texts.carryOver} onChoose={() => sitting.carryOver()} />
          <Choice text={texts.toNewBoard} onChoose={() => sitting.lookBack(false)} />
        </Banner>
      ) : null;
  }
}

type BannerProps = { title: string; text: string; isBad?: boolean; children: ComponentChildren };

function Banner({ title, text, isBad = false, children }: BannerProps) {
  return (
    <div class={`notice play-notice${isBad ? ' notice-bad' : ' notice-warn'}`}>
      <div>
        <p class="play-notice-title">{title}</p>
        {text && <p>{text}</p>}
      </div>
      <div class="play-notice-choices">{children}</div>
    </div>
  );
}

function Choice({ text, isMain = false, onChoose }: { text: string; isMain?: boolean; onChoose(): void }) {
  return (
    <button class={`button${isMain ? '' : ' button-quiet'}`} type="button" onClick={onChoose}>
      {text}
    </button>
  );
}
