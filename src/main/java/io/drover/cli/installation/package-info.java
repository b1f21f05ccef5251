/** Commands about the files of an installation: check, encrypt, carry over. */
package io.drover.cli.installation;
