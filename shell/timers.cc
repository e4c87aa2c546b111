#include "shell/timers.h"

#include <uv.h>

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "shell/event_loop.h"
#include "shell/exception_reporter.h"
#include "shell/v8_helpers.h"

namespace mortise::shell {
namespace {

constexpr uint64_t kNanosecondsPerMillisecond = 1'000'000;

// HTML: deeper nested timers wait at least this long.
constexpr int kMaximalUnclampedNesting = 5;
constexpr int32_t kClampedTimeoutMs = 4;

// The value is an id that WebIDL converts to `long`; false if that throws.
bool ToLong(v8::Local<v8::Context> context, v8::Local<v8::Value> value,
            int32_t* out) {
  return value->Int32Value(context).To(out);
}

}  // namespace

// Lives on until the loop has closed its handles.
struct Timers::Alarm {
  Alarm(Timers* owner, uv_loop_t* loop) : owner(owner) {
    uv_timer_init(loop, &timer);
    uv_idle_init(loop, &after_timers);
    timer.data = after_timers.data = this;
  }

  void Close() {
    auto on_closed = [](uv_handle_t* handle) {
      auto* self = static_cast<Alarm*>(handle->data);
      if (--self->open == 0) delete self;
    };
    uv_close(reinterpret_cast<uv_handle_t*>(&timer), on_closed);
    uv_close(reinterpret_cast<uv_handle_t*>(&after_timers), on_closed);
  }

  Timers* const owner;
  uv_timer_t timer;
  // Sets the timer anew.  If the timer's callback did, the loop would call it
  // again at once for what is due by then, and sockets would never get a turn.
  uv_idle_t after_timers;
  int open = 2;
};

Timers::Timers(EventLoop* loop, ExceptionReporter* reporter)
    : loop_(loop),
      reporter_(reporter),
      alarm_(new Alarm(this, loop->uv_loop())) {}

Timers::~Timers() { alarm_->Close(); }

void Timers::Install(v8::Local<v8::Context> context) {
  constexpr NativeFunction kFunctions[] = {
      {"setTimeout", &Timers::SetTimeout, 1},
      {"clearTimeout", &Timers::Clear, 0},
      {"setInterval", &Timers::SetInterval, 1},
      {"clearInterval", &Timers::Clear, 0},
      {"queueMicrotask", &Timers::QueueMicrotask, 1},
  };
  for (const NativeFunction& function : kFunctions) {
    InstallFunction(context, context->Global(), function, this);
  }
}

void Timers::SetTimeout(const v8::FunctionCallbackInfo<v8::Value>& info) {
  OwnerOf<Timers>(info).Set(info, "setTimeout", /*repeats=*/false);
}

void Timers::SetInterval(const v8::FunctionCallbackInfo<v8::Value>& info) {
  OwnerOf<Timers>(info).Set(info, "setInterval", /*repeats=*/true);
}

void Timers::Clear(const v8::FunctionCallbackInfo<v8::Value>& info) {
  v8::Local<v8::Context> context = info.GetIsolate()->GetCurrentContext();
  int32_t id = 0;
  if (info.Length() > 0 && !ToLong(context, info[0], &id)) return;
  Timers& timers = OwnerOf<Timers>(info);
  timers.Remove(id);
  timers.SetAlarm();
}

void Timers::QueueMicrotask(const v8::FunctionCallbackInfo<v8::Value>& info) {
  if (!CheckArgumentCount(info, "queueMicrotask", 1)) return;
  v8::Isolate* isolate = info.GetIsolate();
  if (!info[0]->IsFunction()) {
    ThrowTypeError(isolate,
                   "Failed to execute 'queueMicrotask': parameter 1 is not a "
                   "function.");
    return;
  }
  // V8 reports what the callback throws.
  isolate->EnqueueMicrotask(info[0].As<v8::Function>());
}

void Timers::Set(const v8::FunctionCallbackInfo<v8::Value>& info,
                 std::string_view function, bool repeats) {
  if (!CheckArgumentCount(info, function, 1)) return;
  v8::Isolate* isolate = info.GetIsolate();
  v8::Local<v8::Context> context = isolate->GetCurrentContext();

  // TimerHandler is a union of DOMString and Function.
  v8::Local<v8::Value> handler = info[0];
  if (!handler->IsFunction()) {
    v8::Local<v8::String> code;
    if (!handler->ToString(context).ToLocal(&code)) return;
    handler = code;
  }
  int32_t timeout = 0;
  if (info.Length() > 1 && !ToLong(context, info[1], &timeout)) return;

  auto timer = std::make_unique<Timer>();
  timer->context.Reset(isolate, context);
  timer->handler.Reset(isolate, handler);
  for (int i = 2; i < info.Length(); ++i) {
    timer->arguments.emplace_back(isolate, info[i]);
  }
  timer->timeout_ms = timeout;
  timer->repeats = repeats;
  timer->nesting_level = nesting_level_;

  // Ids wrap around after 2^31 timers; those in use are skipped.
  do {
    last_id_ = last_id_ == INT32_MAX ? 1 : last_id_ + 1;
  } while (timers_.contains(last_id_));
  const int32_t id = last_id_;
  Schedule(id, *timer);
  timers_.emplace(id, std::move(timer));
  SetAlarm();
  info.GetReturnValue().Set(id);
}

void Timers::Schedule(int32_t id, Timer& timer) {
  int32_t timeout = std::max(timer.timeout_ms, 0);
  if (timer.nesting_level > kMaximalUnclampedNesting) {
    timeout = std::max(timeout, kClampedTimeoutMs);
  }
  ++timer.nesting_level;
  timer.due = {uv_hrtime() + timeout * kNanosecondsPerMillisecond,
               next_sequence_++};
  queue_.emplace(timer.due, id);
}

void Timers::Remove(int32_t id) {
  auto it = timers_.find(id);
  if (it == timers_.end()) return;
  queue_.erase(it->second->due);
  timers_.erase(it);
}

void Timers::SetAlarm() {
  if (running_) return;
  if (queue_.empty()) {
    uv_timer_stop(&alarm_->timer);
    return;
  }
  const uint64_t due = queue_.begin()->first.first;
  const uint64_t now = uv_hrtime();
  // Rounded up, since a timer must not run early, and counted from now, not
  // from the start of the loop's turn.
  const uint64_t wait = due > now
                            ? (due - now + kNanosecondsPerMillisecond - 1) /
                                  kNanosecondsPerMillisecond
                            : 0;
  uv_update_time(loop_->uv_loop());
  uv_timer_start(
      &alarm_->timer,
      [](uv_timer_t* timer) {
        static_cast<Alarm*>(timer->data)->owner->RunDueTimers();
      },
      wait, 0);
}

void Timers::RunDueTimers() {
  // Timers that these ones set wait for the loop's next turn, so that sockets
  // get theirs.
  const uint64_t now = uv_hrtime();
  const uint64_t end = next_sequence_;
  running_ = true;
  while (!queue_.empty() && !loop_->is_stopped()) {
    const auto [due, id] = *queue_.begin();
    if (due.first > now || due.second >= end) break;
    loop_->RunTask([this, id = id] { RunTimer(id); });
  }
  uv_idle_start(&alarm_->after_timers, [](uv_idle_t* idle) {
    uv_idle_stop(idle);
    Timers& timers = *static_cast<Alarm*>(idle->data)->owner;
    timers.running_ = false;
    timers.SetAlarm();
  });
}

void Timers::RunTimer(int32_t id) {
  auto it = timers_.find(id);
  Timer& timer = *it->second;
  queue_.erase(timer.due);
  nesting_level_ = timer.nesting_level;
  CallHandler(timer);
  nesting_level_ = 0;
  // The handler may have cleared it, or set so many others that the table has
  // moved.
  it = timers_.find(id);
  if (it == timers_.end()) return;
  if (it->second->repeats) {
    Schedule(id, *it->second);
  } else {
    timers_.erase(it);
  }
}

void Timers::CallHandler(const Timer& timer) {
  v8::Isolate* isolate = v8::Isolate::GetCurrent();
  v8::Local<v8::Context> context = timer.context.Get(isolate);
  v8::Context::Scope context_scope(context);
  v8::MicrotasksScope microtasks(isolate, context->GetMicrotaskQueue(),
                                 v8::MicrotasksScope::kRunMicrotasks);
  v8::TryCatch try_catch(isolate);
  v8::Local<v8::Value> handler = timer.handler.Get(isolate);
  v8::MaybeLocal<v8::Value> result;
  if (handler->IsFunction()) {
    std::vector<v8::Local<v8::Value>> arguments;
    arguments.reserve(timer.arguments.size());
    for (const v8::Global<v8::Value>& argument : timer.arguments) {
      arguments.push_back(argument.Get(isolate));
    }
    result = handler.As<v8::Function>()->Call(
        context, context->Global(), static_cast<int>(arguments.size()),
        arguments.data());
  } else {
    v8::Local<v8::Script> script;
    if (v8::Script::Compile(context, handler.As<v8::String>())
            .ToLocal(&script)) {
      result = script->Run(context);
    }
  }
  if (result.IsEmpty() && try_catch.HasCaught() && !try_catch.HasTerminated()) {
    reporter_->Report(context, try_catch.Exception(), try_catch.Message());
  }
}

}  // namespace mortise::shell
