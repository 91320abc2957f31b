import type { VoucherList } from "@tabgrid/protocol";
import { Button } from "@/components/Button";
import { Link } from "@/components/Link";
import { Money } from "@/components/Money";
import { Table, Td, Th } from "@/components/Table";
import { JobStateBadge } from "@/features/jobs/JobStateBadge";
import { earningsStrings } from "@/strings/earnings";
import { unredeemed } from "./useVouchers";

const { columns, redeem: words } = earningsStrings;

type Voucher = VoucherList["vouchers"][number];

/** Vouchers job by job, each redeemable by itself. */
export function VoucherTable({
	vouchers,
	busy,
	onTheirWay,
	onRedeem,
}: {
	vouchers: readonly Voucher[];
	busy: boolean;
	/** Jobs whose vouchers are being redeemed now. */
	onTheirWay: ReadonlySet<string>;
	onRedeem: (voucher: Voucher) => void;
}) {
	return (
		<Table label={earningsStrings.vouchers.label}>
			<thead>
				<tr>
					<Th>{columns.job}</Th>
					<Th className="hidden sm:table-cell">{columns.state}</Th>
					<Th className="text-right">{columns.earned}</Th>
					<Th className="hidden text-right sm:table-cell">{columns.redeemed}</Th>
					<Th>
						<span className="sr-only">{columns.redeem}</span>
					</Th>
				</tr>
			</thead>
			<tbody>
				{vouchers.map((voucher) => {
					const rest = unredeemed(voucher);
					return (
						<tr key={voucher.jobId} data-testid="voucher" data-job={voucher.jobId}>
							<Td className="max-w-56">
								<Link
									href={`/jobs/${voucher.jobId}`}
									className="block truncate rounded-sm font-medium hover:text-accent"
								>
									{voucher.title}
								</Link>
							</Td>
							<Td className="hidden sm:table-cell">
								<JobStateBadge state={voucher.jobState} />
							</Td>
							<Td className="text-right">
								<Money amount={voucher.amount} />
							</Td>
							<Td className="hidden text-right text-ink-2 sm:table-cell">
								<Money amount={voucher.redeemed} />
							</Td>
							<Td className="text-right">
								{onTheirWay.has(voucher.jobId) ? (
									<span className="text-[0.8125rem] text-ink-3">{words.onItsWay}</span>
								) : rest > 0n ? (
									<Button
										size="sm"
										variant="secondary"
										disabled={busy}
										data-testid="redeem-one"
										onClick={() => onRedeem(voucher)}
									>
										{words.one}
									</Button>
								) : (
									<span className="text-[0.8125rem] text-ink-3">{words.paid}</span>
								)}
							</Td>
						</tr>
					);
				})}
			</tbody>
		</Table>
	);
}
