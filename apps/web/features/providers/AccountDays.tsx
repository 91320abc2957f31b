"use client";
import type { ProviderHistory } from "@tabgrid/protocol";
import { Card, CardBody, CardHeader } from "@/components/Card";
import { PlotTable } from "@/components/charts/PlotTable";
import { TimePlot } from "@/components/charts/TimePlot";
import { EmptyState } from "@/components/EmptyState";
import { Money } from "@/components/Money";
import { momentOf } from "@/lib/moment";
import { providerStrings } from "@/strings/providers";

const { days: text, stats, count } = providerStrings;
const day = momentOf(86_400_000);

/** Replicas that agreed, a bar for each of the last days. */
export function AccountDays({ days }: { days: ProviderHistory["days"] }) {
	const any = days.some(
		({ agreed, disagreed, errored, expired }) => agreed + disagreed + errored + expired > 0,
	);
	return (
		<Card data-testid="account-days">
			<CardHeader title={text.title} hint={text.hint} />
			{any ? (
				<>
					<CardBody>
						<TimePlot
							label={text.plot}
							points={days.map(({ at, agreed }) => ({ at, value: agreed }))}
							format={(value) => count(Math.round(value))}
							formatTime={day}
							shape="bars"
							className="h-40"
						/>
					</CardBody>
					<PlotTable
						summary={text.table}
						columns={[
							text.day,
							stats.agreed,
							stats.disagreed,
							stats.errored,
							stats.expired,
							stats.earned,
						]}
						rows={() =>
							days.toReversed().map(({ at, agreed, disagreed, errored, expired, earned }) => ({
								key: at,
								cells: [
									day(at),
									count(agreed),
									count(disagreed),
									count(errored),
									count(expired),
									<Money key="earned" amount={earned} />,
								],
							}))
						}
					/>
				</>
			) : (
				<EmptyState title={text.empty}>{text.emptyHint}</EmptyState>
			)}
		</Card>
	);
}
