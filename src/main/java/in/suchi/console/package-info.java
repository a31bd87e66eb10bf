/** Pages and API for officers: who may see and do what, what is shown, and what an officer's action sets off. */
package in.suchi.console;
