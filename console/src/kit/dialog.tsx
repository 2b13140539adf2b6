import type { ReactNode } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { type Both, useSay } from "./language.js";

interface Props {
  readonly title: Both;
  readonly open: boolean;
  readonly close: () => void;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A window over the page: holds the focus, closes on Escape, gives the focus back. */
export function Ask({ title, open, close, wide = false, children }: Props) {
  const say = useSay();
  return (
    <ModalOverlay className="veil" isOpen={open} onOpenChange={(is) => is || close()} isDismissable>
      <Modal className={wide ? "modal wide" : "modal"}>
        <Dialog className="flow">
          <Heading slot="title" level={2}>
            {say(title)}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
