/** Consumers of routes that do not reach what they fetch from: found, said in the log once, and shown to doctor and health. */
package io.drover.deploy.consumer;
