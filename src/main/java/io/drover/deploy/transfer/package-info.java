/** An installation as an archive: what is written, and what may be read in. */
package io.drover.deploy.transfer;
