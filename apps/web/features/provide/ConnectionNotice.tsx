"use client";
import { Button } from "@/components/Button";
import { Notice } from "@/components/Notice";
import { useNow } from "@/lib/useNow";
import { provideStrings } from "@/strings/provide";
import { useDeviceOnline } from "./useDeviceOnline";
import { usePending } from "./usePending";
import { type ProviderState, useProvider } from "./useProvider";

const text = provideStrings.connection;

/** The last thing that went wrong or keeps this browser from the grid, with a way out of it. */
export function ConnectionNotice({ state }: { state: ProviderState | null }) {
	const { reconnect } = useProvider();
	const [pending, run] = usePending();
	const online = useDeviceOnline();
	const retryAt = state?.retryAt ?? null;
	const now = useNow(retryAt !== null);
	if (state === null || state.lastError === null) return null;
	const { code, message } = state.lastError;
	const tooOld = code === "PROTOCOL_TOO_OLD";
	return (
		<Notice
			tone={state.workingPhase === "error" ? "bad" : "warn"}
			className="mt-4"
			testId="provider-error"
			title={tooOld ? text.tooOld : undefined}
			actions={
				tooOld ? (
					<Button size="sm" onClick={() => location.reload()} data-testid="provider-reload">
						{text.reload}
					</Button>
				) : retryAt === null ? null : (
					<Button
						size="sm"
						variant="secondary"
						busy={pending}
						onClick={() => run(reconnect)}
						data-testid="provider-reconnect"
					>
						{text.tryNow}
					</Button>
				)
			}
		>
			{online ? message : text.deviceOffline}
			{retryAt === null ? null : (
				<span className="tabular">
					{" "}
					{text.retryIn(Math.max(0, Math.ceil((retryAt - now) / 1_000)))}
				</span>
			)}
		</Notice>
	);
}
