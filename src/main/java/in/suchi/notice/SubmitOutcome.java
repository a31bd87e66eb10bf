package in.suchi.notice;

import in.suchi.gateway.GatewayAnswer;

/** What became of one submit. */
record SubmitOutcome(ClaimedNotice notice, GatewayAnswer answer) {}
