/** The audit log: who did what, who was refused. */
package io.drover.security.audit;
