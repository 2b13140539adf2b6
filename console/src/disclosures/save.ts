interface File {
  readonly name: string;
  readonly type: string;
  /** Base64. */
  readonly content: string;
}

/** Hands the file to whoever asked for it; nothing of it stays in the page. */
export function saveFile(file: File): void {
  const bytes = Uint8Array.from(atob(file.content), (c) => c.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: file.type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
