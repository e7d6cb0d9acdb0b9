//! What happens without being asked: delivery of messages, sweeps.
