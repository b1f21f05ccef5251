/** The jobs of a server and the component job: that runs them; what a run does is in the packages below. */
package io.drover.job;
