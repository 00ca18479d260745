import type { ReactNode } from "react";
import type { Metadata, Viewport } from "next";
import "./stip.css";

export const viewport: Viewport = {
  viewportFit: "cover",
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#b9dbe4" },
    { media: "(prefers-color-scheme: dark)", color: "#0a1417" },
  ],
};
export const metadata: Metadata = { manifest: "/manifest.webmanifest", icons: { icon: "/favicon.svg" } };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="nl" dir="ltr" data-reading="">
      <body>{children}</body>
    </html>
  );
}
