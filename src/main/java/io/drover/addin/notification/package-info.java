/** What the part "notification" leaves to Java: mails from templates, signed webhooks, the addresses that are never asked. */
package io.drover.addin.notification;
