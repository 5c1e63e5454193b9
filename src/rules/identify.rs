//! Rules on endpoint identification: who an incoming request is taken for (IDN).
