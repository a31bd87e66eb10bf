/** Tools for talking to other systems over HTTP and TLS, the same for gateways and districts. */
package in.suchi.peer;
