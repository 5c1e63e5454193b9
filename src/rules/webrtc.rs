//! Rules on WebRTC (RTC).
