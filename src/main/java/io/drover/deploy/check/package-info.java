/** An installation, looked at without running it. */
package io.drover.deploy.check;
