/** A telecom provider's HTTP API as data: what is sent, how its answers and receipts are read. Nothing here sends. */
package in.suchi.gateway;
