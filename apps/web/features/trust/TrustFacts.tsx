"use client";
import { Meter } from "@base-ui/react/meter";
import type { ProviderTrust } from "@tabgrid/protocol";
import { Link } from "@/components/Link";
import { Notice } from "@/components/Notice";
import { useGridConfig } from "@/lib/matcher/useMatcher";
import { stakeStrings } from "@/strings/stake";
import { trustStrings as text } from "@/strings/trust";

/** What the grid thinks of a provider, what is missing, what would raise it, and what a stake does. */
export function TrustFacts({ trust, own }: { trust: ProviderTrust; own: boolean }) {
	const takesStakes = (useGridConfig().data?.stakes ?? null) !== null;
	const { established, checksMissing, checks, suspended } = trust;
	return (
		<div className="space-y-2.5" data-testid="trust" data-established={established}>
			<Meter.Root
				value={Math.floor(trust.trust * 100)}
				aria-label={text.meter}
				getAriaValueText={() => text.value(trust.trust)}
				className="flex items-center gap-3"
			>
				<span className="tabular text-lg font-semibold tracking-tight" data-testid="trust-value">
					{text.value(trust.trust)}
				</span>
				<Meter.Track className="h-1.5 flex-1 overflow-hidden rounded-full bg-sunken">
					<Meter.Indicator className={suspended ? "h-full bg-bad" : "h-full bg-accent"} />
				</Meter.Track>
			</Meter.Root>
			{suspended ? (
				<Notice
					tone={suspended.reason === "wrong" ? "bad" : "warn"}
					title={text.suspended(moment(suspended.until))}
					testId="trust-suspended"
				>
					{text.reasons[suspended.reason]}
				</Notice>
			) : (
				<p className="text-sm" data-testid="trust-standing">
					{established ? text.established : text.missing(checksMissing)}
				</p>
			)}
			<p className="tabular text-[0.8125rem] text-ink-2">
				{text.checked(checks.passed, checks.failed)}
			</p>
			<p className="text-[0.8125rem] text-ink-3">{text.raises}</p>
			{takesStakes ? (
				<p className="text-[0.8125rem] text-ink-3">
					{stakeStrings.trust}{" "}
					{own ? (
						<Link
							href="/earnings#stake"
							className="rounded-sm text-accent underline"
							data-testid="trust-stake"
						>
							{stakeStrings.trustLink}
						</Link>
					) : null}
				</p>
			) : null}
		</div>
	);
}

/** A time today, or a day and its time. */
function moment(at: number): string {
	const date = new Date(at);
	const today = date.toDateString() === new Date().toDateString();
	return date.toLocaleString("en", {
		...(today ? {} : { day: "numeric", month: "short" }),
		hour: "2-digit",
		minute: "2-digit",
		hour12: false,
	});
}
