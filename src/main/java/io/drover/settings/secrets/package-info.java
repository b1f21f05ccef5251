/** What nobody is to see: values that stand elsewhere or are encrypted, what is known as a secret, and how it is kept out of every text. */
package io.drover.settings.secrets;
