import Ban from "@lucide/svelte/icons/ban";
import CircleCheck from "@lucide/svelte/icons/circle-check";
import CircleDashed from "@lucide/svelte/icons/circle-dashed";
import Clock from "@lucide/svelte/icons/clock";
import Hourglass from "@lucide/svelte/icons/hourglass";
import Send from "@lucide/svelte/icons/send";
import ThumbsUp from "@lucide/svelte/icons/thumbs-up";
import type { Component } from "svelte";
import type { QuoteCommand, QuoteStatus } from "~/ipc/types";
import { m } from "~/lib/i18n.svelte";

/** How a status looks: its colours come with a sign and a word, never alone. */
export interface StatusLook {
  title: () => string;
  icon: Component<{ size?: number | string; "aria-hidden"?: "true" }>;
  tone: "neutral" | "warning" | "violet" | "info" | "success" | "danger";
}

export const STATUSES: Readonly<Record<QuoteStatus, StatusLook>> = {
  draft: { title: m.quote_status_draft, icon: CircleDashed, tone: "neutral" },
  submitted: { title: m.quote_status_submitted, icon: Hourglass, tone: "warning" },
  approved: { title: m.quote_status_approved, icon: ThumbsUp, tone: "violet" },
  sent: { title: m.quote_status_sent, icon: Send, tone: "info" },
  accepted: { title: m.quote_status_accepted, icon: CircleCheck, tone: "success" },
  rejected: { title: m.quote_status_rejected, icon: Ban, tone: "danger" },
  expired: { title: m.quote_status_expired, icon: Clock, tone: "neutral" },
};

/** The order of a quote's life. */
export const STATUS_ORDER = Object.keys(STATUSES) as QuoteStatus[];

/** What each command is called. */
export const COMMANDS: Readonly<Record<QuoteCommand, () => string>> = {
  submit: m.quote_do_submit,
  approve: m.quote_do_approve,
  send: m.quote_do_send,
  accept: m.quote_do_accept,
  reject: m.quote_do_reject,
  expire: m.quote_do_expire,
  extend: m.quote_do_extend,
  reopen: m.quote_do_reopen,
};
